package io.countersign.connectors.http;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.action.DryRun;
import io.countersign.connectors.spi.action.PerformedAction;
import io.countersign.connectors.transport.CanonicalAnswer;
import io.countersign.connectors.transport.HttpAnswer;
import tools.jackson.databind.node.MissingNode;

/** An API's answer to a call, and what it says about the effect. */
record ActionAnswer(ActionCall call, HttpAnswer answer, int staleStatus) {
  private static final int MAX_RESULT = 16 * 1024;

  /** As the answer to a dry run. */
  Outcome<DryRun> dryRun() {
    if (!answer.succeeded()) {
      return declined();
    }
    var json = answer.json();
    try {
      if (json.isPresent()) {
        return Outcome.ok(
            new DryRun(AnswerSummary.of(json.get(), answer), CanonicalAnswer.digest(json.get())));
      }
    } catch (IllegalArgumentException e) {
      return badAnswer("the dry run's answer has no canonical form");
    }
    return badAnswer("the dry run didn't answer JSON");
  }

  /** As the answer to the call itself. */
  Outcome<PerformedAction> performed() {
    if (!answer.succeeded()) {
      return declined();
    }
    var json = answer.json().orElse(MissingNode.getInstance());
    var done = new PerformedAction(AnswerSummary.of(json, answer), answer.kept(MAX_RESULT));
    var healthy = call.action().healthy();
    if (healthy == null) {
      return Outcome.ok(done);
    }
    var told = json.at(healthy.pointer());
    if (!told.isValueNode() || told.isMissingNode()) {
      return badAnswer("the answer doesn't tell whether the target is healthy");
    }
    return told.asString().equals(healthy.equals())
        ? Outcome.ok(done)
        : Outcome.failed(
            FailureCategory.EXTERNAL,
            FailureCode.UNHEALTHY,
            call.step().target() + " is not healthy after " + call.step().action());
  }

  private <T> Outcome<T> declined() {
    return answer.status() == staleStatus
        ? Outcome.failed(
            FailureCategory.USER, FailureCode.STALE, call.step().target() + ": " + answer.excerpt())
        : answer.failure(call.toString());
  }

  private static <T> Outcome<T> badAnswer(String why) {
    return Outcome.failed(FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, why);
  }
}
