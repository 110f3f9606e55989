package io.countersign.reports.change;

import io.countersign.reports.ReportTable;
import io.countersign.reports.record.LeafEvent;
import io.countersign.reports.record.Names;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approval, a denial or a revocation.
 *
 * @param onBehalfOf whom they stand for; null for themselves
 * @param planDigest of the plan that they decided on; null where that isn't recorded
 * @param shownAt when they were first shown it; null where that isn't recorded
 * @param authors whoever wrote the runbook or the change that it answers
 */
record ApprovalAct(
    Kind kind,
    long leaf,
    Instant at,
    String by,
    List<String> roles,
    List<String> groups,
    @Nullable String onBehalfOf,
    @Nullable String planDigest,
    @Nullable Instant shownAt,
    List<String> authors,
    @Nullable String breakGlass,
    String via,
    String factor,
    String reason) {
  /** The sort of decision. */
  enum Kind {
    GRANTED("granted"),
    DENIED("denied"),
    REVOKED("revoked");

    final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  static ApprovalAct of(Kind kind, LeafEvent event, Names names) {
    var payload = event.payload();
    var grounds = payload.object("grounds");
    var authors = grounds.texts("changeAuthors");
    authors.addAll(grounds.texts("runbookAuthors"));
    return new ApprovalAct(
        kind,
        event.leaf(),
        event.at(),
        names.of(payload.text("by", ReportTable.NOT_RECORDED)),
        names.of(payload.texts("roles")),
        names.of(grounds.texts("groups")),
        names.ofNullable(grounds.text("onBehalfOf")),
        names.ofNullable(payload.text("planDigest")),
        grounds.instant("shownAt"),
        names.of(authors),
        grounds.text("breakGlass"),
        names.of(event.metadata().text("via", ReportTable.NOT_RECORDED)),
        grounds.text("factor", ReportTable.NOT_RECORDED),
        names.of(payload.text("reason", "")));
  }

  boolean isOf(@Nullable String digest) {
    return digest != null && digest.equals(planDigest);
  }

  /** Whether it's by, or for, one of those who wrote what it's about. */
  boolean isByAuthor() {
    return authors.stream().anyMatch(this::concerns);
  }

  /** Whether it's by, or for, this principal. */
  boolean concerns(@Nullable String principal) {
    return principal != null && (principal.equals(by) || principal.equals(onBehalfOf));
  }
}
