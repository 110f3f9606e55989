package io.countersign.server.catalog;

import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.confirmation.ConfirmationSubject.CatalogReduction;
import io.countersign.domain.catalog.CatalogChanges;
import io.countersign.domain.catalog.CatalogReductions;
import io.countersign.domain.catalog.Inventory;
import io.countersign.ledger.ExclusiveWork.Work;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.server.access.confirmation.ChangeExecutor;
import io.countersign.server.web.problem.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The executor of what the catalogue is to ask less of. */
@Component
final class CatalogReductionExecutor implements ChangeExecutor<CatalogReduction> {
  private final Ledger ledger;
  private final Catalog catalog;

  CatalogReductionExecutor(Ledger ledger, Catalog catalog) {
    this.ledger = ledger;
    this.catalog = catalog;
  }

  @Override
  public Class<CatalogReduction> kind() {
    return CatalogReduction.class;
  }

  @Override
  public List<String> lines(CatalogReduction change) {
    return reductions(change)
        .map(CatalogReductions::lines)
        .orElse(List.of("what it reduces can't be read any more, so it can't be carried out"));
  }

  /** A catalogue replaced meanwhile has withdrawn it, or comes after it. */
  @Override
  public Optional<Work> exclusive() {
    return Optional.of(Work.CATALOGUE);
  }

  /** As much of it as still applies; each event once under this confirmation. */
  @Override
  public List<Submission> submissions(
      CatalogReduction change, ConfirmationId confirmation, Contexts contexts) {
    var contents = catalog.contents();
    var current = new Inventory(contents.entities(), contents.relations());
    var wanted = reductions(change).orElseThrow(CatalogReductionExecutor::lost).appliedTo(current);
    var submissions = new ArrayList<Submission>();
    for (var event : CatalogChanges.between(current, wanted)) {
      var key = confirmation + " " + DomainJson.write(event);
      submissions.add(new Submission.OfStandaloneEvent(event, key, contexts.of(key)));
    }
    return submissions;
  }

  private static RefusedException lost() {
    return new RefusedException(
        RefusalCode.CONTENT_CHANGED,
        "What was agreed to reduce can't be read any more; replace the catalogue once more.");
  }

  /** As they were agreed to; empty when they're gone, or aren't what they were. */
  private Optional<CatalogReductions> reductions(CatalogReduction change) {
    return ledger
        .blob(change.material())
        .filter(it -> Digest.of(it).equals(change.reductions()))
        .map(it -> new String(it, StandardCharsets.UTF_8))
        .map(it -> DomainJson.read(it, CatalogReductions.class));
  }
}
