package io.countersign.server.catalog;

import io.countersign.connectors.canonical.CatalogContent;
import io.countersign.domain.Digest;
import io.countersign.domain.access.confirmation.ConfirmationSubject.CatalogReduction;
import io.countersign.domain.catalog.CatalogChanges;
import io.countersign.domain.catalog.CatalogEvent;
import io.countersign.domain.catalog.CatalogReductions;
import io.countersign.domain.catalog.Inventory;
import io.countersign.ledger.ExclusiveWork;
import io.countersign.ledger.ExclusiveWork.Work;
import io.countersign.ledger.Submission;
import io.countersign.ledger.access.Confirmations;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.server.access.confirmation.ProposedChanges;
import io.countersign.server.web.BlobFactory;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The replacement of the catalogue as a whole. By what it reduces policy would ask less: that waits
 * for a second person, and the rest is taken. One at a time, so that two don't compare themselves
 * with the same past.
 */
@Component
final class CatalogReplacement {
  private final ExclusiveWork exclusive;
  private final Catalog catalog;
  private final ProposedChanges proposals;
  private final CommandSender commands;

  CatalogReplacement(
      ExclusiveWork exclusive, Catalog catalog, ProposedChanges proposals, CommandSender commands) {
    this.exclusive = exclusive;
    this.catalog = catalog;
    this.proposals = proposals;
    this.commands = commands;
  }

  /**
   * What came of it.
   *
   * @param waiting how much waits for a second person
   * @param confirmation by which they agree; null when nothing waits
   */
  record Replaced(
      long position, List<CatalogEvent> events, int waiting, @Nullable String confirmation) {}

  Replaced by(CatalogContent content, Origin origin) {
    var wanted = new Inventory(content.entities(), content.relations());
    return exclusive.alone(Work.CATALOGUE, () -> replaced(wanted, origin));
  }

  private Replaced replaced(Inventory wanted, Origin origin) {
    var current = current();
    var reductions = CatalogReductions.between(current, wanted);
    if (reductions.count() == 0 || proposals.needNone()) {
      superseded(null, origin);
      return taken(current, wanted, origin, 0, null);
    }
    var rest = reductions.withheldFrom(wanted, current);
    var confirmation = proposed(reductions, origin);
    return taken(current, rest, origin, reductions.count(), confirmation);
  }

  private String proposed(CatalogReductions reductions, Origin origin) {
    var json = DomainJson.write(reductions).getBytes(StandardCharsets.UTF_8);
    var material = BlobFactory.json(json);
    var change = new CatalogReduction(Digest.of(json), reductions.count(), material.ref());
    superseded(change, origin);
    return proposals.propose(change, origin, material).confirmation().value();
  }

  /**
   * A newer catalogue says what is wanted now: what older ones wanted to reduce neither waits nor
   * is carried out, though it was confirmed.
   */
  private void superseded(@Nullable CatalogReduction by, Origin origin) {
    var at = origin.at();
    commands.all(
        proposals.withdrawals(
            at, it -> it.subject() instanceof CatalogReduction && !isStill(it, by, at)));
  }

  /** The same is wanted, and will be carried out or may be confirmed. */
  private static boolean isStill(
      Confirmations.Row open, @Nullable CatalogReduction wanted, Instant at) {
    return wanted != null && !wanted.supersedes(open.subject()) && at.isBefore(open.expiresAt());
  }

  private Replaced taken(
      Inventory current,
      Inventory wanted,
      Origin origin,
      int waiting,
      @Nullable String confirmation) {
    var events = CatalogChanges.between(current, wanted);
    var submissions = new ArrayList<Submission>();
    for (var event : events) {
      submissions.add(
          new Submission.OfStandaloneEvent(
              event, "", origin.context("catalog" + submissions.size(), null), List.of()));
    }
    long position =
        submissions.isEmpty()
            ? catalog.contents().position()
            : commands.position(commands.all(submissions));
    return new Replaced(position, events, waiting, confirmation);
  }

  private Inventory current() {
    var contents = catalog.contents();
    return new Inventory(contents.entities(), contents.relations());
  }
}
