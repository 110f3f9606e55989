package io.countersign.demo.story;

import io.countersign.demo.estate.ShopEstate;
import io.countersign.demo.product.ProductApi;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The verdict on a demo, by the answers of the product and by the estate itself. */
public final class DemoVerdict {
  private static final double HEALED = 0.02;

  private DemoVerdict() {}

  /** What is wrong; empty when all is right. */
  public static List<String> wrong(ProductApi api, ShopEstate estate, List<JsonNode> incidents) {
    var wrong = new ArrayList<String>();
    if (incidents.size() != 1) {
      wrong.add("one fault makes one incident, not " + incidents.size());
    }
    incidents.forEach(incident -> incident(incident, wrong));
    incidents.forEach(incident -> remedies(api, AnswerTexts.text(incident, "id"), wrong));
    var failing = estate.failingNow();
    if (failing > HEALED) {
      wrong.add("the shop still fails " + Math.round(failing * 100) + "% of its requests");
    }
    if (!estate.version().equals(ShopEstate.GOOD.version())) {
      wrong.add("orders runs " + estate.version() + ", not " + ShopEstate.GOOD.version());
    }
    return List.copyOf(wrong);
  }

  private static void incident(JsonNode incident, List<String> wrong) {
    var cause = incident.path("cause");
    var named = AnswerTexts.entity(cause.path("entity"));
    var expected = "service/" + ShopEstate.ENVIRONMENT + "/" + ShopEstate.FAULTY;
    if (!named.equals(expected)) {
      wrong.add("the cause is " + expected + ", not " + (named.isEmpty() ? "unknown" : named));
    }
    if (!AnswerTexts.text(cause, "change").equals(ShopEstate.BAD.reference())) {
      wrong.add("the blamed change is not " + ShopEstate.BAD.reference());
    }
    if (!AnswerTexts.text(incident, "state").equals("resolved")) {
      wrong.add("the incident is " + AnswerTexts.text(incident, "state") + ", not resolved");
    }
  }

  private static void remedies(ProductApi api, String incident, List<String> wrong) {
    var completed =
        api.all("/api/v1/remediations?incident=" + incident).stream()
            .filter(remediation -> AnswerTexts.text(remediation, "state").equals("completed"))
            .map(
                remediation ->
                    api.get("/api/v1/remediations/" + AnswerTexts.text(remediation, "id")))
            .toList();
    if (completed.size() != 1) {
      wrong.add("one plan should have been carried out, not " + completed.size());
    }
    completed.stream()
        .filter(remediation -> !remediation.at("/verification/passed").asBoolean(false))
        .forEach(_ -> wrong.add("the plan was not verified"));
  }
}
