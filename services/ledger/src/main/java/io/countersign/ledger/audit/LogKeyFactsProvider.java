package io.countersign.ledger.audit;

import io.countersign.domain.audit.LogKeyFacts;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.log.LogIdentity;
import io.countersign.ledger.log.key.NoteKey;
import io.countersign.ledger.log.key.NoteSignatures;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The facts about the log's keys: what it began with, and what signatures are worth. */
final class LogKeyFactsProvider implements FactsProvider<LogKeyFacts> {
  @Override
  public Class<LogKeyFacts> kind() {
    return LogKeyFacts.class;
  }

  @Override
  public LogKeyFacts at(SqlConnection sql) {
    return new Read(sql);
  }

  private record Read(SqlConnection sql) implements LogKeyFacts {
    @Override
    public Optional<Beginning> beginning() {
      return LogIdentity.at(0, sql).map(it -> new Beginning(it.origin(), it.key().toString()));
    }

    @Override
    public boolean arePair(String origin, List<String> keys) {
      try {
        var parsed = keys.stream().map(NoteKey::parse).toList();
        return parsed.stream().allMatch(it -> it.name().equals(origin))
            && parsed.stream()
                .map(NoteKey::type)
                .toList()
                .equals(List.of(NoteKey.ED25519, NoteKey.ML_DSA_44));
      } catch (IllegalArgumentException _) {
        return false;
      }
    }

    @Override
    public boolean isSigned(String key, String statement, String signature) {
      try {
        return NoteSignatures.verifies(
            NoteKey.parse(key), statement, Base64.getDecoder().decode(signature));
      } catch (IllegalArgumentException _) {
        return false;
      }
    }
  }
}
