package io.countersign.server.conversation.card;

import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.remediation.Remediation.AwaitingApproval;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.server.remediation.approval.DecisionPreview;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Those who could approve a plan now, by the word of who decides about that. */
@Component
public final class PlanApprovers {
  /** So many are found; more than that nobody reads. */
  static final int MOST = 50;

  private final Principals principals;
  private final DecisionPreview previews;

  PlanApprovers(Principals principals, DecisionPreview previews) {
    this.principals = principals;
    this.previews = previews;
  }

  /** Each card of a plan asks, and each is judged one by one: it's the same for a while. */
  static final Duration KEPT = Duration.ofSeconds(30);

  private static final int MOST_KEPT = 1_000;

  private record Asked(String plan, String digest, Remediations.State state, int approvals) {}

  private record Known(List<PrincipalId> people, Instant until) {}

  private final Map<Asked, Known> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Known> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /**
   * Sorted by id, {@link #MOST} at most; none where nobody is asked. Who got or lost a role is seen
   * after {@link #KEPT} at the latest, or as soon as somebody decides.
   */
  public List<PrincipalId> of(Remediations.Row row, Instant at) {
    var asked = new Asked(row.id(), row.planDigest().hex(), row.state(), row.approvals().size());
    var remembered = remembered(asked, at);
    if (remembered.isPresent()) {
      return remembered.get();
    }
    var people = now(row, at);
    remember(asked, new Known(people, at.plus(KEPT)));
    return people;
  }

  private synchronized Optional<List<PrincipalId>> remembered(Asked asked, Instant at) {
    return Optional.ofNullable(known.get(asked))
        .filter(it -> at.isBefore(it.until()) && at.isAfter(it.until().minus(KEPT.multipliedBy(2))))
        .map(Known::people);
  }

  private synchronized void remember(Asked asked, Known people) {
    known.remove(asked);
    known.put(asked, people);
  }

  private List<PrincipalId> now(Remediations.Row row, Instant at) {
    return previews
        .waiting(new RemediationId(row.id()))
        .map(state -> could(state, row, at))
        .orElse(List.of());
  }

  private List<PrincipalId> could(AwaitingApproval state, Remediations.Row row, Instant at) {
    var done = row.approvals().stream().map(Remediations.Word::by).toList();
    return principals.holders(RoleRules.DECIDING).stream()
        .filter(it -> !done.contains(it.id().value()))
        .filter(it -> could(state, it, at))
        .limit(MOST)
        .map(Principal::id)
        .toList();
  }

  /** Who only has to read it longer could, too. */
  private boolean could(AwaitingApproval state, Principal who, Instant at) {
    return switch (previews.of(state, new Actor(who.id(), who.kind()), at)) {
      case Answer.Refused(var code, var _) -> code == RefusalCode.TOO_FAST;
      case Answer.Done _, Answer.Unchanged _ -> true;
    };
  }
}
