package io.countersign.server.access.proof;

import io.countersign.domain.RefusalCode;
import io.countersign.server.web.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The question who this server is; anybody may ask it. */
@RestController
class ServerProofController {
  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{22,86}");

  /**
   * The proof.
   *
   * @param key Ed25519, as SubjectPublicKeyInfo in Base64
   * @param address of ours that the connection goes to
   * @param port of ours that it goes to
   * @param signature over {@code countersign-identity/2}, the address, the port and the nonce, a
   *     line each, without a last line's end
   */
  record Proof(String key, String address, int port, String signature) {}

  private final ServerIdentity identity;

  ServerProofController(ServerIdentity identity) {
    this.identity = identity;
  }

  @GetMapping("/api/v1/identity")
  Proof identity(@RequestParam("nonce") String nonce, HttpServletRequest request) {
    if (!NONCE.matcher(nonce).matches()) {
      throw new RefusedException(
          RefusalCode.BAD_REQUEST, "A nonce is 22 to 86 letters, digits, '-' and '_'.");
    }
    var local = request.getLocalAddr();
    if (local == null) { // it's closed already
      throw new RefusedException(RefusalCode.UNAVAILABLE);
    }
    var address = InetAddress.ofLiteral(local).getHostAddress();
    int port = request.getLocalPort();
    return new Proof(identity.publicKey(), address, port, identity.prove(nonce, address, port));
  }
}
