package io.countersign.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BoundedFanOutTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void answersComeInTheOrderOfTheQuestions() {
    var questions = List.<Callable<Integer>>of(() -> 1, () -> 2, () -> 3);
    assertThat(new BoundedFanOut(2).ask(questions, LONG)).containsExactly(1, 2, 3);
  }

  @Test
  void whatIsNotAnsweredInTimeIsGivenUpAndItsPlaceIsFree() {
    var never = new CountDownLatch(1);
    var asking = new BoundedFanOut(1);
    var questions =
        List.<Callable<String>>of(
            () -> {
              never.await();
              return "late";
            });
    assertThat(asking.ask(questions, Duration.ZERO)).containsOnlyNulls();
    assertThat(asking.ask(List.<Callable<String>>of(() -> "free"), LONG)).containsExactly("free");
  }

  @Test
  void aFaultOfOursIsNotSwallowed() {
    var questions =
        List.<Callable<String>>of(
            () -> {
              throw new IllegalArgumentException("bug");
            });
    assertThatThrownBy(() -> new BoundedFanOut(1).ask(questions, LONG)).hasRootCauseMessage("bug");
  }
}
