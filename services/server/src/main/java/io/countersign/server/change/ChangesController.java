package io.countersign.server.change;

import io.countersign.connectors.canonical.CanonicalChanges;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.intake.ParsedBody;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.change.ChangeAnswer;
import io.countersign.domain.Answer;
import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.Change;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.change.Changes;
import io.countersign.ledger.view.Page;
import io.countersign.server.alert.Integrations;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.DeliveryBody;
import io.countersign.server.web.Origin;
import io.countersign.server.web.Paging;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.RefusedException;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What others changed: delivered and read. */
@RestController
@RequestMapping("/api/v1/changes")
class ChangesController {
  /**
   * One change.
   *
   * @param remediation the remediation of ours that did it, by our own record
   * @param actor who did it, as the feed told; absent once erased
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
      @Nullable String actor) {}

  /**
   * What became of a delivery.
   *
   * @param repeated known already
   */
  record Taken(
      long position,
      int received,
      long observed,
      long repeated,
      int refused,
      @Nullable List<InputProblem> problems) {}

  private final ChangeRecording recording;
  private final CommandSender commands;
  private final Integrations integrations;
  private final Changes changes;
  private final OwnActionFilter own;
  private final Ledger ledger;
  private final InstantSource clock;

  ChangesController(
      ChangeRecording recording,
      CommandSender commands,
      Integrations integrations,
      Changes changes,
      OwnActionFilter own,
      Ledger ledger,
      InstantSource clock) {
    this.recording = recording;
    this.commands = commands;
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
  Taken deliver(
      @RequestParam(required = false) @Nullable String integration,
      @Parameter(hidden = true) HttpServletRequest request,
      Origin origin)
      throws IOException {
    var settings = integrations.of(origin, integration, "canonical");
    var body = DeliveryBody.body(request);
    var parsed =
        body.isEmpty()
            ? new ParsedBody.TooLarge<ChangeAnswer>(new InputProblem("", "is longer than 8 MiB"))
            : CanonicalChanges.parse(body.get(), settings);
    return switch (parsed) {
      case ParsedBody.Accepted<ChangeAnswer>(var answer) -> record(answer, origin);
      case ParsedBody.Malformed<ChangeAnswer>(var problems) ->
          throw refused(
              new RefusedException(
                  RefusalCode.BAD_REQUEST, RefusalCode.BAD_REQUEST.meaning(), problems),
              settings,
              origin);
      case ParsedBody.TooLarge<ChangeAnswer>(var problem) ->
          throw refused(
              new RefusedException(RefusalCode.TOO_LARGE, problem.toString()), settings, origin);
    };
  }

  private Taken record(ChangeAnswer answer, Origin origin) {
    var receipts = recording.record(answer.changes(), i -> origin.context("change" + i, null));
    long observed = receipts.stream().filter(it -> it.answer() instanceof Answer.Done).count();
    var problems = answer.problems();
    return new Taken(
        commands.position(receipts),
        answer.changes().size() + problems.size(),
        observed,
        answer.changes().size() - observed,
        problems.size(),
        problems.isEmpty() ? null : problems);
  }

  private RefusedException refused(
      RefusedException refusal, IntegrationSettings integration, Origin origin) {
    var fact =
        new IntakeEvent.Refused(
            integration.name(), refusal.code(), "a delivery of changes: " + refusal.detail());
    var key =
        Digest.ofJson(
            Map.of(
                "detail",
                fact.detail(),
                "integration",
                integration.name(),
                "at",
                origin.at().toString()));
    var _ =
        commands.receipts(
            List.of(
                new Submission.OfFact(
                    fact, key.hex(), origin.context("refused", null), List.of())));
    return refusal;
  }

  private ChangeItem item(long position, Change it) {
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
        actor(it));
  }

  private @Nullable String actor(Change change) {
    var ref = change.actor();
    return ref == null
        ? null
        : ledger.blob(ref).map(it -> new String(it, StandardCharsets.UTF_8)).orElse(null);
  }
}
