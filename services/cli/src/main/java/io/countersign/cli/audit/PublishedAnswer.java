package io.countersign.cli.audit;

import io.countersign.cli.api.ProblemException;
import io.countersign.cli.api.UnreachableException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** An answer about what is published in a moment: whoever asks too early asks again. */
public final class PublishedAnswer {
  private static final Set<String> EARLY = Set.of("NOT_IN_TREE", "NOT_PUBLISHED");
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int ATTEMPTS = 10;

  private PublishedAnswer() {}

  public static <T> T await(Supplier<T> question) {
    return await(question, ATTEMPTS);
  }

  private static <T> T await(Supplier<T> question, int attempts) {
    try {
      return question.get();
    } catch (ProblemException e) {
      if (attempts == 1 || !EARLY.contains(e.code())) {
        throw e;
      }
    }
    pause();
    return await(question, attempts - 1);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("interrupted");
    }
  }
}
