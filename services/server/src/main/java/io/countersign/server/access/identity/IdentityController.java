package io.countersign.server.access.identity;

import io.countersign.domain.RefusalCode;
import io.countersign.server.web.problem.RefusedException;
import java.util.regex.Pattern;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The question who this server is; anybody may ask it. */
@RestController
class IdentityController {
  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{22,86}");

  /**
   * The proof.
   *
   * @param key Ed25519, as SubjectPublicKeyInfo in Base64
   * @param port that this server listens on
   * @param signature over {@code countersign-identity/1}, the port and the nonce, a line each,
   *     without a last line's end
   */
  record Proof(String key, int port, String signature) {}

  private final ServerIdentity identity;
  private final WebServerApplicationContext web;

  IdentityController(ServerIdentity identity, WebServerApplicationContext web) {
    this.identity = identity;
    this.web = web;
  }

  @GetMapping("/api/v1/identity")
  Proof identity(@RequestParam("nonce") String nonce) {
    if (!NONCE.matcher(nonce).matches()) {
      throw new RefusedException(
          RefusalCode.BAD_REQUEST, "A nonce is 22 to 86 letters, digits, '-' and '_'.");
    }
    var server = web.getWebServer();
    int port = server == null ? 0 : server.getPort();
    return new Proof(identity.publicKey(), port, identity.prove(nonce, port));
  }
}
