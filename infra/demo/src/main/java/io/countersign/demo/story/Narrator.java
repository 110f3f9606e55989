package io.countersign.demo.story;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The printer of the demo's story, a line a step: seconds since the fault, a word, and what it
 * means.
 */
public final class Narrator {
  private static final int ELAPSED = 11;
  private static final int WORD = 11;
  private static final int WIDTH = 78;

  private final PrintStream out;
  private Optional<Instant> fault = Optional.empty();

  public Narrator(PrintStream out) {
    this.out = out;
  }

  /** From here on the seconds count. */
  public void faultAt(Instant at) {
    fault = Optional.of(at);
  }

  /** Outside of the timeline. */
  public void say(String line) {
    out.println(line);
  }

  /** One step with further lines below it, each wrapped. */
  public void step(Instant at, String word, String text, String... more) {
    lines(elapsed(at) + "  " + pad(word), text);
    for (var line : more) {
      detail(line);
    }
  }

  public void detail(String text) {
    lines(" ".repeat(ELAPSED) + pad(""), text);
  }

  private String elapsed(Instant at) {
    var seconds = fault.map(began -> seconds(Duration.between(began, at))).orElse("");
    return " ".repeat(Math.max(0, ELAPSED - 5 - seconds.length())) + "+" + seconds + " s";
  }

  /** With one decimal. */
  public static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3)
        .setScale(1, RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static String pad(String word) {
    return word + " ".repeat(Math.max(1, WORD - word.length()));
  }

  private void lines(String head, String text) {
    var lead = head;
    for (var line : wrapped(clean(text), WIDTH - head.length())) {
      out.println(lead + line);
      lead = " ".repeat(head.length());
    }
  }

  private static List<String> wrapped(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** What comes from a server may not steer the terminal. */
  private static String clean(String text) {
    return text.replaceAll("\\p{C}", " ");
  }
}
