"""AWS's command line, version 1, loaded once: each call of it runs in a fork of this process.

usage: aws_server.py SOCKET

Prints a line once it accepts calls, and ends when its stdin closes. A call, which loaded-aws.ts writes
the sender of, has arguments, folder, environment, and the sender's stdin, stdout and stderr. The answer
is the exit code.
"""

import json
import os
import select
import socket
import sys

import awscli.clidriver
from botocore.loaders import JSONFileLoader

# What the tests ask most. Reading these descriptions is half of what a call costs.
SERVICES = ("autoscaling", "ec2", "elbv2", "rds", "ssm", "sts")


def main():
    read = JSONFileLoader.load_file
    known = {}

    def load_file(self, path):
        if path not in known:
            known[path] = read(self, path)
        return known[path]

    JSONFileLoader.load_file = load_file
    session = awscli.clidriver.create_clidriver().session
    for service in SERVICES:
        session.get_service_model(service)
    server = socket.socket(socket.AF_UNIX)
    server.bind(sys.argv[1])
    server.listen(64)
    print("ready", flush=True)
    serve(server)


def serve(server):
    calls = 0
    while True:
        if sys.stdin in select.select([server, sys.stdin], [], [])[0]:
            return
        call, _ = server.accept()
        if os.fork() == 0:
            server.close()
            answer(call)
        call.close()
        calls += 1
        while calls > 0 and os.waitpid(-1, os.WNOHANG)[0] > 0:
            calls -= 1


def answer(call):
    head, streams, _, _ = socket.recv_fds(call, 4, 3)
    with call.makefile("rb") as rest:
        arguments, folder, environment = json.loads(rest.read(int.from_bytes(head, "big")))
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    loaded = {"AWS_DATA_PATH": os.environ["AWS_DATA_PATH"]}  # set when awscli is imported
    os.environ.clear()
    os.environ.update(environment | loaded)
    sys.argv = ["aws", *arguments]
    try:
        code = awscli.clidriver.main()
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    call.sendall(str(code or 0).encode())
    os._exit(0)


main()
