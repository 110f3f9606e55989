package io.countersign.connectors.memory;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;

/** The answers that get lost on their way, each after its effect took place. */
final class LostAnswers {
  private int next;

  void loseNext() {
    next++;
  }

  <T> Outcome<T> delivered(Outcome<T> answer) {
    if (next == 0) {
      return answer;
    }
    next--;
    return Outcome.failed(FailureCategory.EXTERNAL, FailureCode.TIMEOUT, "the answer was lost");
  }
}
