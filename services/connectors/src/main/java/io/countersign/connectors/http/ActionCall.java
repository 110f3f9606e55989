package io.countersign.connectors.http;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.action.EffectDeadline;
import io.countersign.connectors.target.TemplateBindings;
import io.countersign.connectors.template.JsonTemplate;
import io.countersign.connectors.transport.StrictJson;
import io.countersign.domain.planning.PlannedStep;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

/** A step, and how this API wants it asked for. */
record ActionCall(PlannedStep step, ActionTemplate action, Map<String, String> values) {
  /** REFUSED (USER) when a template can't be filled in. */
  static Outcome<ActionCall> of(
      PlannedStep step, ActionTemplate action, String actor, String reason) {
    return of(step, action, TemplateBindings.of(step, actor, reason));
  }

  private static Outcome<ActionCall> of(
      PlannedStep step, ActionTemplate action, Map<String, String> values) {
    var obstacle = action.url().urlObstacle(values);
    if (obstacle == null) {
      obstacle = action.body().obstacle(values);
    }
    return obstacle == null
        ? Outcome.ok(new ActionCall(step, action, values))
        : Outcome.failed(FailureCategory.USER, FailureCode.REFUSED, obstacle);
  }

  /** The same, to be done by then. */
  ActionCall by(EffectDeadline deadline) {
    return new ActionCall(step, action, TemplateBindings.by(values, deadline));
  }

  /** Whether the request itself says all that is expected of the target, which compares then. */
  boolean tellsAllExpected() {
    return step.expected().keySet().stream()
        .allMatch(field -> action.body().references().contains("expected." + field));
  }

  HttpRequest.Builder request(JsonTemplate body) {
    var url = URI.create(action.url().fillUrl(values));
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
        .method(action.method(), HttpRequest.BodyPublishers.ofByteArray(content(body)));
  }

  byte[] content(JsonTemplate body) {
    return StrictJson.write(body.fill(values));
  }

  /** As in {@code rollback of service/rig/orders}. */
  @Override
  public String toString() {
    return step.action() + " of " + step.target();
  }
}
