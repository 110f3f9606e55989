package io.countersign.server.witness;

import io.countersign.ledger.log.Cosigners.Head;
import io.countersign.ledger.log.key.Cosignatures;
import io.countersign.server.witness.WitnessAnswer.Cosigned;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A witness as it was found.
 *
 * @param problem why it doesn't cosign; empty where it does
 * @param cosignedAt when it cosigned the head that was published last; null where it didn't
 */
public record WitnessLook(String problem, @Nullable Instant cosignedAt) {
  static WitnessLook of(WitnessEndpoint endpoint, WitnessAnswer answer, Head head) {
    return new WitnessLook(answer.problem(), before(endpoint, head).orElse(now(answer)));
  }

  private static Optional<Instant> before(WitnessEndpoint endpoint, Head head) {
    return endpoint.witnesses().stream()
        .flatMap(
            it ->
                head.note()
                    .lines()
                    .flatMap(line -> Cosignatures.time(it.key(), line, head.note()).stream()))
        .max(Comparator.naturalOrder());
  }

  private static @Nullable Instant now(WitnessAnswer answer) {
    return answer instanceof Cosigned it
        ? it.lines().values().stream()
            .map(Cosigned.Line::at)
            .max(Comparator.naturalOrder())
            .orElse(null)
        : null;
  }
}
