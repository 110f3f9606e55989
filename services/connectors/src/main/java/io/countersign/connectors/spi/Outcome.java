package io.countersign.connectors.spi;

import java.time.Duration;
import java.util.function.Function;

/** The outcome of asking the world outside: failures are returned, never thrown. */
public sealed interface Outcome<T> {
  /** It worked. */
  record Ok<T>(T value) implements Outcome<T> {}

  /**
   * It didn't.
   *
   * @param message for a person: bounded to 1 KiB, one line, without any secret
   * @param retryAfter how long the other side asks to be left alone, at most a day; zero where it
   *     doesn't say: asking earlier only makes it worse
   */
  record Failed<T>(FailureCategory category, FailureCode code, String message, Duration retryAfter)
      implements Outcome<T> {
    private static final int MAX_MESSAGE = 1024;
    private static final Duration LONGEST = Duration.ofDays(1);

    /** A failure whose other side doesn't say when to ask again. */
    public Failed(FailureCategory category, FailureCode code, String message) {
      this(category, code, message, Duration.ZERO);
    }

    public Failed {
      message =
          TextLimit.cut(Redaction.NONE.text(message).replaceAll("\\p{Cntrl}+", " "), MAX_MESSAGE);
      retryAfter =
          retryAfter.isNegative()
              ? Duration.ZERO
              : retryAfter.compareTo(LONGEST) > 0 ? LONGEST : retryAfter;
    }

    /** The same failure of something that would have had another value. */
    public <U> Failed<U> as() {
      return new Failed<>(category, code, message, retryAfter);
    }
  }

  static <T> Outcome<T> ok(T value) {
    return new Ok<>(value);
  }

  static <T> Outcome<T> failed(FailureCategory category, FailureCode code, String message) {
    return new Failed<>(category, code, message);
  }

  /** Goes on with the value, if there is one. */
  default <U> Outcome<U> then(Function<T, Outcome<U>> next) {
    return switch (this) {
      case Ok<T>(var value) -> next.apply(value);
      case Failed<T> failed -> failed.as();
    };
  }
}
