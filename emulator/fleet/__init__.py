"""A life for the instances of Auto Scaling groups: starting takes time, and may fail.

As long as nobody has moved the clock, everything is over at once: an instance serves when it is
launched, and a refresh is done when it is started. From the first move on, time is what tests say.

An app that is served somewhere stands for all instances of a group (work.py). From what it reports, each
minute of the fleet's time, come the metrics by which the group's policies change its capacity
(tracking.py). The time runs at a pace where people look on (pace.py).

From AWS's documents and from our scripts, not measured:
  - an instance of one of our templates serves on the PORT in its user data, after the group's
    DefaultInstanceWarmup, if at that moment it can fetch what its user data names (boot.py);
  - a target is healthy after one check, or HealthyThreshold checks if it was unhealthy (life.py);
  - a group replaces an instance that its load balancer finds unhealthy after the grace period;
  - a refresh keeps MinHealthyPercentage healthy and at most MaxHealthyPercentage running, and fails
    after an hour in which no old instance could go (refresh.py). AWS names an hour for instances that
    it must not touch, and no time for those that don't get healthy.
"""
