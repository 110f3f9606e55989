package io.countersign.server.change;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.Change;
import io.countersign.domain.intake.SourceReading.NamedBy;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.change.Changes;
import io.countersign.ledger.view.Page;
import io.countersign.server.intake.Integrations;
import io.countersign.server.web.Origin;
import io.countersign.server.web.Paging;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.body.DeliveryBody;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The changes that others made: delivered and read. */
@RestController
@RequestMapping("/api/v1/changes")
class ChangesController {
  /**
   * One change.
   *
   * @param remediation the remediation of ours that did it, by our own record
   * @param actor who did it, as the feed told; absent once erased
   * @param namedBy what told the entity, where neither its name nor the mapped attribute did
   * @param adjustments what was done to it so that it could be kept
   */
  record ChangeItem(
      long position,
      String feed,
      String entity,
      String action,
      Instant at,
      @Nullable String reference,
      @Nullable String fromVersion,
      @Nullable String toVersion,
      @Nullable String remediation,
      @Nullable String actor,
      @Nullable String namedBy,
      @Nullable List<String> adjustments) {}

  private final ChangeIntake intake;
  private final Integrations integrations;
  private final Changes changes;
  private final OwnActionFilter own;
  private final Ledger ledger;
  private final InstantSource clock;

  ChangesController(
      ChangeIntake intake,
      Integrations integrations,
      Changes changes,
      OwnActionFilter own,
      Ledger ledger,
      InstantSource clock) {
    this.intake = intake;
    this.integrations = integrations;
    this.changes = changes;
    this.own = own;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Newest first; of one entity all of the last 30 days. */
  @GetMapping
  Listed<ChangeItem> list(
      @RequestParam(required = false) @Nullable String entity,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    var wanted =
        ParameterParsing.parameter("entity", entity, EntityId::parse, "kind/environment/name");
    return wanted == null ? page(changes.list(Paging.request(cursor, limit))) : of(wanted);
  }

  private Listed<ChangeItem> page(Page<Changes.Row> page) {
    var recognised = own.recognised(page.items().stream().map(Changes.Row::change).toList());
    var items = new ArrayList<ChangeItem>();
    for (int i = 0; i < recognised.size(); i++) {
      items.add(item(page.items().get(i).position(), recognised.get(i)));
    }
    return new Listed<>(items, page.next());
  }

  private Listed<ChangeItem> of(EntityId entity) {
    var now = clock.instant();
    var found = changes.of(List.of(entity), now.minus(java.time.Duration.ofDays(30)), now);
    var items = own.recognised(found).reversed().stream().map(change -> item(0, change)).toList();
    return new Listed<>(items, null);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  ChangeIntake.Taken deliver(
      @RequestParam(required = false) @Nullable String integration,
      @Parameter(hidden = true) HttpServletRequest request,
      Origin origin)
      throws IOException {
    var settings = integrations.of(origin, integration, "canonical");
    return intake.take(DeliveryBody.of(request), settings, origin);
  }

  private ChangeItem item(long position, Change it) {
    var reading = it.reading();
    return new ChangeItem(
        position,
        it.feed(),
        it.entity().toString(),
        it.action(),
        it.at(),
        it.reference(),
        it.fromVersion(),
        it.toVersion(),
        it.remediation(),
        actor(it),
        reading == null || reading.namedBy() == NamedBy.MAPPED
            ? null
            : ParameterParsing.lower(reading.namedBy()),
        reading == null || reading.adjustments().isEmpty()
            ? null
            : reading.adjustments().stream().map(ParameterParsing::lower).sorted().toList());
  }

  private @Nullable String actor(Change change) {
    var ref = change.actor();
    return ref == null
        ? null
        : ledger.blob(ref).map(it -> new String(it, StandardCharsets.UTF_8)).orElse(null);
  }
}
