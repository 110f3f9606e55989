package io.countersign.connectors.spi;

import java.util.function.Function;

/** The outcome of asking the world outside: failures are returned, never thrown. */
public sealed interface Outcome<T> {
  /** It worked. */
  record Ok<T>(T value) implements Outcome<T> {}

  /**
   * It didn't.
   *
   * @param message for a person: bounded to 1 KiB, one line, without any secret
   */
  record Failed<T>(FailureCategory category, FailureCode code, String message)
      implements Outcome<T> {
    private static final int MAX_MESSAGE = 1024;

    public Failed {
      message =
          TextLimit.cut(Redaction.NONE.text(message).replaceAll("\\p{Cntrl}+", " "), MAX_MESSAGE);
    }

    /** The same failure of something that would have had another value. */
    public <U> Failed<U> as() {
      return new Failed<>(category, code, message);
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
