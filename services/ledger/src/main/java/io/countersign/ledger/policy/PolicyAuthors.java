package io.countersign.ledger.policy;

import io.countersign.domain.Actor;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.policy.bundle.PolicyBundleRules;
import io.countersign.ledger.access.PreviewContext;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The persons who may have a say in policies now, and whether they suffice for what waits. */
public final class PolicyAuthors {
  private final Transactions transactions;

  public PolicyAuthors(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Persons who hold the role, whether or not their word is their own. */
  public List<PrincipalId> all() {
    return transactions.call(PolicyAuthors::authors);
  }

  /** Whether one of them could propose a bundle, and another one approve it. */
  public boolean areTwo(Instant now) {
    return transactions.call(
        sql ->
            authors(sql).stream()
                .anyMatch(it -> isEnough(1, it, List.of(), authors(sql), now, sql)));
  }

  /** Whether all those who have yet to agree to a proposal could be found. */
  public boolean suffice(PolicyBundles.Row proposal, Instant now) {
    int missing = proposal.approvals() - proposal.approvers().size();
    return transactions.call(
        sql ->
            isEnough(missing, proposal.proposer(), proposal.approvers(), persons(sql), now, sql));
  }

  /** Tries all combinations: it takes one approval, or two. */
  private static boolean isEnough(
      int missing,
      PrincipalId proposer,
      List<PrincipalId> approvers,
      List<PrincipalId> all,
      Instant now,
      SqlConnection sql) {
    return missing <= 0
        || all.stream()
            .filter(it -> !approvers.contains(it))
            .filter(it -> could(it, proposer, approvers, now, sql))
            .anyMatch(
                it ->
                    isEnough(
                        missing - 1,
                        proposer,
                        Stream.concat(approvers.stream(), Stream.of(it)).toList(),
                        all,
                        now,
                        sql));
  }

  private static boolean could(
      PrincipalId who,
      PrincipalId proposer,
      List<PrincipalId> approvers,
      Instant now,
      SqlConnection sql) {
    var context = PreviewContext.of(new Actor(who, PrincipalKind.PERSON), now, sql);
    return PolicyBundleRules.couldApprove(proposer, approvers, context);
  }

  private static List<PrincipalId> authors(SqlConnection sql) {
    return ids(sql, PolicyBundleRules::writes);
  }

  /** While there is one administrator only, they agree without the role. */
  private static List<PrincipalId> persons(SqlConnection sql) {
    return ids(sql, _ -> true);
  }

  private static List<PrincipalId> ids(SqlConnection sql, Predicate<AccessFacts.Principal> which) {
    return Principals.all(sql).stream()
        .filter(it -> it.active() && it.kind() == PrincipalKind.PERSON)
        .filter(which)
        .map(AccessFacts.Principal::id)
        .toList();
  }
}
