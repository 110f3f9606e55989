package io.countersign.server.remediation.notice;

import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.domain.remediation.Remediation.AwaitingApproval;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.automation.NoticeDetails;
import io.countersign.server.remediation.approval.DecisionPreview;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The details of notices about plans: what a plan does, and to who is on call and couldn't approve
 * it that somebody else has to be called.
 */
@Component
final class PlanNoticeDetails implements NoticeDetails {
  private static final Set<Notice.Kind> ASKING =
      EnumSet.of(
          Notice.Kind.APPROVAL_REQUESTED,
          Notice.Kind.APPROVAL_REMINDED,
          Notice.Kind.APPROVAL_ESCALATED,
          Notice.Kind.APPROVAL_EXTENDED);

  private final Remediations remediations;
  private final PlanNews plans;
  private final Principals principals;
  private final DecisionPreview previews;
  private final InstantSource clock;

  PlanNoticeDetails(
      Ledger ledger,
      Remediations remediations,
      Principals principals,
      DecisionPreview previews,
      InstantSource clock) {
    this.plans = new PlanNews(ledger);
    this.remediations = remediations;
    this.principals = principals;
    this.previews = previews;
    this.clock = clock;
  }

  @Override
  public Notice of(Notice notice, @Nullable PrincipalId person) {
    if (notice.remediation().isEmpty()) {
      return notice;
    }
    var known =
        remediations
            .find(notice.remediation())
            .map(row -> notice.with(notice.verdict(), plans.facts(row)))
            .orElse(notice);
    return person == null || !ASKING.contains(notice.kind()) ? known : personal(known, person);
  }

  private Notice personal(Notice notice, PrincipalId person) {
    return previews
        .waiting(new RemediationId(notice.remediation()))
        .flatMap(it -> obstacle(it, person))
        .map(it -> notice.and(new Notice.Fact("You", it)))
        .orElse(notice);
  }

  /** Who only has to read it longer could. */
  private Optional<String> obstacle(AwaitingApproval state, PrincipalId person) {
    return switch (principals.find(person).map(it -> previewed(state, it)).orElse(null)) {
      case null -> Optional.of("can't approve it: you are nobody here. Call somebody who can.");
      case Answer.Done _, Answer.Unchanged _ -> Optional.empty();
      case Answer.Refused(var code, var why) ->
          code == RefusalCode.TOO_FAST
              ? Optional.empty()
              : Optional.of("can't approve it (" + code + "): " + why + " Call somebody who can.");
    };
  }

  private Answer previewed(AwaitingApproval state, Principal who) {
    return previews.of(state, new Actor(who.id(), who.kind()), clock.instant());
  }
}
