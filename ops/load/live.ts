import type { Screen } from "../../terminal/screen";
import { type Asked, charts, standing } from "./frame";
import type { Seen } from "./recorder";

const FRAME_MS = 1_000;
const LINE_MS = 10_000;

/** The charts of a load while it goes on; where no line can be taken back, a line now and then. */
export class Live {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly asked: Asked,
    private readonly seen: Seen,
    private readonly screen: Screen,
  ) {}

  begin(): void {
    const { asked, seen, screen } = this;
    const show = screen.live
      ? () => screen.show(...charts(asked, seen, screen.paint), standing(seen))
      : () => screen.print(standing(seen));
    this.timer = setInterval(show, screen.live ? FRAME_MS : LINE_MS);
  }

  stop(): void {
    clearInterval(this.timer);
    this.screen.show();
  }
}
