package io.countersign.connectors.spi.silence;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One condition of a silence, as Alertmanager means it: a label that isn't there has the empty
 * value, an expression has to match the whole of it.
 *
 * @param regex whether {@code value} is an expression
 * @param equal whether it has to match; else it must not
 */
public record LabelMatcher(String name, String value, boolean regex, boolean equal) {
  /** Of an expression over one label's value: more is one that nobody can afford. */
  private static final int STEPS = 100_000;

  /** The judgement whether labels meet a condition. */
  public enum Fit {
    YES,
    NO,
    /** The expression isn't one that can be judged here. */
    UNCLEAR
  }

  public Fit fits(Map<String, String> labels) {
    var text = labels.getOrDefault(name, "");
    try {
      boolean same =
          regex ? Pattern.compile(value).matcher(new Measured(text)).matches() : value.equals(text);
      return same == equal ? Fit.YES : Fit.NO;
    } catch (PatternSyntaxException | TooManySteps | StackOverflowError e) {
      return Fit.UNCLEAR;
    }
  }

  /** As people write it: {@code service="shop"}, {@code job!~"x.*"}. */
  public String text() {
    var operator = regex ? (equal ? "=~" : "!~") : equal ? "=" : "!=";
    return name + operator + '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManySteps() {
      super("the expression takes too long", null, false, false);
    }
  }

  /** A text that can be looked at only so often: the JDK's expressions may backtrack for ever. */
  private static final class Measured implements CharSequence {
    private final String text;
    private int steps;

    Measured(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++steps > STEPS) {
        throw new TooManySteps();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
