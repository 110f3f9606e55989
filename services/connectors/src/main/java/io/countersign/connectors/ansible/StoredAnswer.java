package io.countersign.connectors.ansible;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.action.PerformedAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The answer that was given for a key, to be given again.
 *
 * @param code null where it worked
 * @param text the summary or the message
 * @param result empty where it failed
 */
record StoredAnswer(
    @Nullable FailureCategory category, @Nullable FailureCode code, String text, String result) {
  static StoredAnswer of(Outcome<PerformedAction> outcome) {
    return switch (outcome) {
      case Outcome.Ok<PerformedAction>(var done) ->
          new StoredAnswer(
              null, null, done.summary(), new String(done.result(), StandardCharsets.UTF_8));
      case Outcome.Failed<PerformedAction>(var category, var code, var message, _) ->
          new StoredAnswer(category, code, message, "");
    };
  }

  Outcome<PerformedAction> outcome() {
    return category == null || code == null
        ? Outcome.ok(new PerformedAction(text, result.getBytes(StandardCharsets.UTF_8)))
        : Outcome.failed(category, code, text);
  }
}
