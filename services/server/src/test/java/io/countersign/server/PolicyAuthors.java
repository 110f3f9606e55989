package io.countersign.server;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Two policy authors, each with a password of their own that two administrators handed out.
 *
 * @param anna a bearer
 * @param berta a bearer
 */
public record PolicyAuthors(String anna, String berta) {
  /** Ends the bootstrap of a server. */
  public static PolicyAuthors of(TestServer server) {
    var second = server.secondAdministrator();
    return new PolicyAuthors(author(server, second), author(server, second));
  }

  private static String author(TestServer server, String second) {
    var first = server.administrator();
    var name = "author" + UUID.randomUUID();
    server.add(name, "viewer");
    var granted =
        server.post(
            first, "/api/v1/users/" + name + "/roles", Map.of("grant", List.of("policy_author")));
    var confirmation = "/api/v1/confirmations/" + granted.json().path("confirmation").asString();
    var digest = server.get(first, confirmation).json().path("digest").asString();
    var confirmed = server.post(second, confirmation + "/confirm", Map.of("digest", digest));
    var secret =
        granted.json().path("secret").asString() + "-" + confirmed.json().path("secret").asString();
    server.redeem(name, secret, TestServer.password());
    return server.login(name, TestServer.password());
  }
}
