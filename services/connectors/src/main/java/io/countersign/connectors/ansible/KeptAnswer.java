package io.countersign.connectors.ansible;

import io.countersign.connectors.spi.Category;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Performed;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What was answered for a key, to be answered again.
 *
 * @param code null where it worked
 * @param text the summary or the message
 * @param result empty where it failed
 */
record KeptAnswer(
    @Nullable Category category, @Nullable FailureCode code, String text, String result) {
  static KeptAnswer of(Outcome<Performed> outcome) {
    return switch (outcome) {
      case Outcome.Ok<Performed>(var done) ->
          new KeptAnswer(
              null, null, done.summary(), new String(done.result(), StandardCharsets.UTF_8));
      case Outcome.Failed<Performed>(var category, var code, var message) ->
          new KeptAnswer(category, code, message, "");
    };
  }

  Outcome<Performed> outcome() {
    return category == null || code == null
        ? Outcome.ok(new Performed(text, result.getBytes(StandardCharsets.UTF_8)))
        : Outcome.failed(category, code, text);
  }
}
