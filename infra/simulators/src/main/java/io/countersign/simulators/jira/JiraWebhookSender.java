package io.countersign.simulators.jira;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/**
 * The webhook of a site: each thing that happens is told once, signed, in version 2's shape. By
 * command deliveries are held back, and then sent in any order and number.
 */
public final class JiraWebhookSender implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final SiteJson json;
  private final JiraSite site;
  private final URI receiver;
  private final String secret;
  private final List<Delivery> held = new ArrayList<>();
  private final List<Delivery> sent = new ArrayList<>();
  private final List<CompletableFuture<Integer>> underWay = new ArrayList<>();
  private boolean holding;
  private int number;

  /**
   * A delivery.
   *
   * @param id the same when it's sent again
   */
  public record Delivery(String id, String body) {}

  JiraWebhookSender(JiraSite site, String base, URI receiver, String secret) {
    this.site = site;
    this.json = new SiteJson(site, base, false);
    this.receiver = receiver;
    this.secret = secret;
    site.listen(this::tell);
  }

  /** From now on nothing is sent until it's released. */
  public synchronized void hold() {
    holding = true;
  }

  /** What is held back. */
  public synchronized List<Delivery> held() {
    return List.copyOf(held);
  }

  /** All that were made so far, in order. */
  public synchronized List<Delivery> sent() {
    return List.copyOf(sent);
  }

  /** Sends what was held back in the order in which it happened, and holds nothing back again. */
  public synchronized void release() {
    holding = false;
    held.forEach(it -> underWay.add(send(it, 0)));
    held.clear();
  }

  /** Sends it, once more or out of turn, and waits for the answer's status. */
  public int redeliver(Delivery delivery, int retry) {
    return send(delivery, retry).join();
  }

  /** The signature over a body, as the header has it. */
  public static String signature(String secret, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void tell(SiteNews news) {
    var delivery = new Delivery("webhook-" + ++number, body(news).toString());
    sent.add(delivery);
    if (holding) {
      held.add(delivery);
    } else {
      underWay.add(send(delivery, 0));
    }
  }

  private ObjectNode body(SiteNews news) {
    boolean cloud = site.settings().edition() == JiraEdition.CLOUD;
    var body = SiteJson.object().put("timestamp", news.at().toEpochMilli());
    body.put("webhookEvent", news.event());
    if (news.comment() != null) {
      body.set("comment", json.comment(news.issue(), news.comment()));
      if (cloud) {
        body.set("issue", json.issue(news.issue(), Set.of("summary", "status"), Set.of()));
      }
      return body;
    }
    body.set("user", json.user(news.by()));
    body.set("issue", json.issue(news.issue(), null, Set.of()));
    if (!news.event().equals("jira:issue_deleted")) {
      body.put("issue_event_type_name", news.change() == null ? "issue_created" : "issue_generic");
    }
    if (news.change() != null) {
      var changelog = body.putObject("changelog").put("id", news.change().id());
      changelog.set("items", json.items(news.change()));
    }
    return body;
  }

  private CompletableFuture<Integer> send(Delivery delivery, int retry) {
    var bytes = delivery.body().getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(receiver)
            .header("Content-Type", "application/json; charset=UTF-8")
            .header("X-Atlassian-Webhook-Identifier", delivery.id())
            .header("X-Atlassian-Webhook-Flow", "Primary")
            .header("X-Hub-Signature", signature(secret, bytes))
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
    if (retry > 0) {
      request.header("X-Atlassian-Webhook-Retry", String.valueOf(retry));
    }
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
        .handle((answer, failure) -> failure == null ? answer.statusCode() : -1);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
