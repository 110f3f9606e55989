package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.server.TestServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static final String NONCE = "0123456789abcdefABCDEF_-";
  private final TestServer server = TestServer.running();

  /** As the terminal checks it: by what is written here, which no version may change. */
  @Test
  void provesToAnybodyThatItHoldsItsKeyAndListensWhereItWasAsked() throws Exception {
    var proof = server.get("", "/api/v1/identity?nonce=" + NONCE).json();
    int port = URI.create(server.url()).getPort();
    assertThat(proof.path("port").asInt()).isEqualTo(port);
    assertThat(proof.path("address").asString()).isEqualTo("127.0.0.1");

    var key = Base64.getDecoder().decode(proof.path("key").asString());
    var signature = Signature.getInstance("Ed25519");
    signature.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
    var signed = "countersign-identity/2\n127.0.0.1\n" + port + "\n" + NONCE;
    signature.update(signed.getBytes(StandardCharsets.UTF_8));
    assertThat(signature.verify(Base64.getDecoder().decode(proof.path("signature").asString())))
        .isTrue();
    assertThat(server.get("", "/api/v1/identity?nonce=" + NONCE).json().path("key"))
        .isEqualTo(proof.path("key"));
  }

  @Test
  void signsNothingThatItWasGivenButANonce() {
    for (var text : new String[] {"", "short", "x".repeat(87), "0123456789abcdef%0A7780%0Aabc"}) {
      assertThat(server.get("", "/api/v1/identity?nonce=" + text).status()).isEqualTo(400);
    }
    assertThat(server.get("", "/api/v1/identity").status()).isEqualTo(400);
  }
}
