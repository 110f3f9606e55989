package io.countersign.simulators.servicenow;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.JsonNodeFactory;

/** The asynchronous business rule that tells a receiver which record was changed, signed. */
public final class SnowHintSender implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final SnowInstance instance;
  private final URI receiver;
  private final String secret;
  private final List<CompletableFuture<Integer>> underWay = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();

  SnowHintSender(SnowInstance instance, URI receiver, String secret) {
    this.instance = instance;
    this.receiver = receiver;
    this.secret = secret;
    instance.listen(this::tell);
  }

  /** The bodies, in order. */
  public synchronized List<String> sent() {
    return List.copyOf(sent);
  }

  /** The signature over the time and a body, in base 64, as a script there makes it. */
  public static String signature(String secret, String timestamp, String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var signed = (timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void tell(String table, Map<String, String> row) {
    if (!table.equals("incident") && !table.equals("change_request")) {
      return;
    }
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("table", table)
            .put("sys_id", row.getOrDefault("sys_id", ""))
            .put("sys_mod_count", row.getOrDefault("sys_mod_count", ""))
            .toString();
    sent.add(body);
    underWay.add(send(body));
  }

  /** Sends a body, once more or out of turn; answers with the status, -1 where there was none. */
  public CompletableFuture<Integer> send(String body) {
    var timestamp = String.valueOf(instance.now().getEpochSecond());
    var request =
        HttpRequest.newBuilder(receiver)
            .header("Content-Type", "application/json")
            .header("X-Countersign-Timestamp", timestamp)
            .header("X-Countersign-Signature", signature(secret, timestamp, body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .handle((answer, failure) -> failure == null ? answer.statusCode() : -1);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
