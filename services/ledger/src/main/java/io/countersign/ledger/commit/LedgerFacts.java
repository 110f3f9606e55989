package io.countersign.ledger.commit;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.Facts;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The facts as they stand at this moment of a batch: each kind from its own provider. */
public record LedgerFacts(Map<Class<?>, FactsProvider<?>> providers, SqlConnection sql)
    implements Facts {
  public static Map<Class<?>, FactsProvider<?>> byKind(List<FactsProvider<?>> providers) {
    return providers.stream().collect(Collectors.toMap(FactsProvider::kind, Function.identity()));
  }

  @Override
  public <F extends CapabilityFacts> F of(Class<F> kind) {
    var provider = providers.get(kind);
    if (provider == null) {
      throw new IllegalArgumentException("nobody provides " + kind);
    }
    return kind.cast(provider.at(sql));
  }
}
