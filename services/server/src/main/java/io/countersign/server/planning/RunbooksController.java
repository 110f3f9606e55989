package io.countersign.server.planning;

import io.countersign.domain.planning.Runbook;
import io.countersign.ledger.planning.RunbookRecords;
import io.countersign.server.web.Caller;
import io.countersign.server.web.Paging.Listed;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint of the runbooks that there are, or were, and of how each has done so far. */
@RestController
@RequestMapping("/api/v1/runbooks")
class RunbooksController {
  /**
   * One runbook's record, over all incidents: for who sees everything. Who sees a part is told what
   * runbooks there are, and where they run unattended there.
   *
   * @param title absent for one that is no longer there
   * @param causes the kinds of cause it answers
   * @param obstacle why nothing can carry it out as things are configured; absent where something
   *     can
   * @param failed how often a step failed for good, or the probes said that it didn't help
   * @param rolledBack how often it was undone, for whatever reason
   * @param lastUsed when it was last begun to be carried out
   * @param unattended where it may be carried out without asking, may no more, or could be
   */
  @Schema(name = "RemediationRecorded")
  record Recorded(
      String runbook,
      @Nullable String title,
      @Nullable String action,
      @Nullable Integer risk,
      List<String> causes,
      @Nullable String obstacle,
      @Nullable Integer proposed,
      @Nullable Integer approved,
      @Nullable Integer denied,
      @Nullable Integer verified,
      @Nullable Integer failed,
      @Nullable Integer rolledBack,
      @Nullable Instant lastUsed,
      List<String> unattended) {
    static Recorded of(
        RunbookRecords.Row row,
        @Nullable Runbook runbook,
        @Nullable String obstacle,
        List<String> unattended,
        boolean counted) {
      return new Recorded(
          row.runbook(),
          runbook == null ? null : runbook.title(),
          runbook == null ? null : runbook.actionClass(),
          runbook == null ? null : runbook.risk(),
          runbook == null ? List.of() : causes(runbook),
          obstacle,
          counted ? row.proposed() : null,
          counted ? row.approved() : null,
          counted ? row.denied() : null,
          counted ? row.verified() : null,
          counted ? row.failed() : null,
          counted ? row.rolledBack() : null,
          counted ? row.lastUsed() : null,
          unattended);
    }

    private static List<String> causes(Runbook runbook) {
      return runbook.causes().stream()
          .map(cause -> cause.name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .sorted()
          .toList();
    }
  }

  private static final String GONE = "there is no such runbook any more";

  private final RunbookRecords records;
  private final RunbooksInForce inForce;
  private final RunbookCovers covers;
  private final UnattendedRunbooks unattended;

  RunbooksController(
      RunbookRecords records,
      RunbooksInForce inForce,
      RunbookCovers covers,
      UnattendedRunbooks unattended) {
    this.unattended = unattended;
    this.covers = covers;
    this.records = records;
    this.inForce = inForce;
  }

  /** By id; those that were never proposed have a record of nothing. */
  @GetMapping
  Listed<Recorded> list(Caller caller) {
    var sight = caller.sight();
    boolean all = sight.isEverything();
    var rows = new TreeMap<String, RunbookRecords.Row>();
    var runbooks = new TreeMap<String, Runbook>();
    var present = inForce.runbooks();
    present.forEach(
        runbook -> {
          runbooks.put(runbook.id(), runbook);
          rows.put(runbook.id(), new RunbookRecords.Row(runbook.id(), 0, 0, 0, 0, 0, 0, null));
        });
    records.all().stream()
        .filter(it -> all || runbooks.containsKey(it.runbook()))
        .forEach(row -> rows.put(row.runbook(), row));
    var gaps = covers.of(present).gaps();
    var standings = unattended.of(present, sight);
    return new Listed<>(
        rows.values().stream()
            .map(
                it -> {
                  var runbook = runbooks.get(it.runbook());
                  return runbook == null
                      ? Recorded.of(it, null, GONE, List.of(), all)
                      : Recorded.of(
                          it,
                          runbook,
                          gaps.get(it.runbook()),
                          standings.getOrDefault(it.runbook(), List.of()),
                          all);
                })
            .toList(),
        null);
  }
}
