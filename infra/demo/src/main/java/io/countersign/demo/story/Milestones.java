package io.countersign.demo.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The times at which the loop reached its milestones, for the table at the end. */
public final class Milestones {
  /** A point of the loop, in order; each with what the time before it was spent on. */
  public enum Milestone {
    FAULT(""),
    DETECTED("until an alert was durably recorded"),
    DIAGNOSED("waiting for related alerts, asking for evidence, naming the cause"),
    ASKED("making the plan, its dry run, policy, asking people"),
    APPROVED("a person reading and deciding"),
    EXECUTED("the approved steps"),
    VERIFIED("telemetry recovering, and staying so for 10 s"),
    CLOSED("closing");

    private final String spent;

    Milestone(String spent) {
      this.spent = spent;
    }
  }

  private final Map<Milestone, Instant> reached = new EnumMap<>(Milestone.class);

  /** The last time counts: a plan may be asked for again. */
  public void reach(Milestone milestone, Instant at) {
    reached.put(milestone, at);
  }

  /** One line for each that was reached. */
  public List<String> table() {
    var lines = new ArrayList<String>();
    var before = reached.get(Milestone.FAULT);
    for (var milestone : Milestone.values()) {
      var at = reached.get(milestone);
      if (before != null && at != null && milestone != Milestone.FAULT) {
        lines.add(line(milestone.name().toLowerCase(Locale.ROOT), before, at, milestone.spent));
        before = at;
      }
    }
    total(lines);
    return lines;
  }

  private void total(List<String> lines) {
    var fault = reached.get(Milestone.FAULT);
    var closed = reached.get(Milestone.CLOSED);
    if (fault != null && closed != null) {
      lines.add(line("total", fault, closed, "from the bad release to the closed incident"));
    }
  }

  private static String line(String name, Instant from, Instant to, String spent) {
    var seconds = Narrator.seconds(Duration.between(from, to));
    return "  "
        + " ".repeat(Math.max(0, 6 - seconds.length()))
        + seconds
        + " s  "
        + name
        + " ".repeat(Math.max(1, 11 - name.length()))
        + spent;
  }
}
