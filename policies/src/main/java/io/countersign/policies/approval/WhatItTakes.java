package io.countersign.policies.approval;

import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.policies.approval.RuleFinding.State;
import io.countersign.policies.condition.Finding;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sentences that say what would have to be otherwise, from the parts of rules that stand in the
 * way.
 */
final class WhatItTakes {
  private WhatItTakes() {}

  /** Each of them denies by itself: of every one, one part at least has to become false. */
  static List<String> againstDenial(List<RuleFinding> denying) {
    return denying.stream()
        .map(
            it ->
                it.conjuncts().isEmpty()
                    ? "%s denies everything, until policy changes".formatted(it.rule())
                    : "%s denies it as long as %s"
                        .formatted(it.rule(), parts(it.conjuncts(), " and ")))
        .toList();
  }

  /** Any one of them would do: of it, every part that isn't true has to become so. */
  static List<String> toMatch(List<RuleFinding> rules) {
    return rules.stream()
        .filter(it -> it.effect().equals("require") || it.effect().equals("allow-auto"))
        .map(
            it ->
                it.state() == State.EXPIRED
                    ? it.rule() + " has expired"
                    : "for %s to hold, %s would have to be true"
                        .formatted(it.rule(), parts(it.missing(), " and ")))
        .toList();
  }

  /** What can't be evaluated has to become so. */
  static List<String> toEvaluate(List<RuleFinding> erring) {
    return erring.stream()
        .flatMap(it -> it.missing().stream().map(part -> it.rule() + ": " + part.line()))
        .toList();
  }

  static List<String> ofPeople(Approval approval) {
    return List.of(
        "approval by %s, within %s seconds of the request"
            .formatted(ApprovalRule.demand(approval), approval.expireSeconds()));
  }

  private static String parts(List<Finding> parts, String joint) {
    return parts.stream()
        .map(part -> part.conjunct().text() + part.values())
        .collect(Collectors.joining(joint));
  }
}
