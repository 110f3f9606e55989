package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that its certificate proves, signed by an authority that only the person trusts. */
class TlsSessionTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String SESSION =
      "{\"session\":\"s-3cret\",\"name\":\"anna\",\"roles\":[],\"expiresAt\":\"2026-01-01T22:00:00Z\"}";

  @TempDir Path home;

  @Test
  void isToldThePasswordOnlyWhereItsCertificateIsTrusted() throws Exception {
    var store = store();
    var heard = new CopyOnWriteArrayList<String>();
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.createContext(
        "/",
        exchange -> {
          heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(SESSION.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    try {
      var url = "https://localhost:" + server.getAddress().getPort();
      assertThat(login(url, Map.of()).exit()).isEqualTo(5);
      assertThat(heard).isEmpty();
      var trusting = Map.of("COUNTERSIGN_CA_CERT_PATH", pem(store).toString());
      assertThat(login(url, trusting).exit()).isZero();
      assertThat(heard).singleElement().asString().contains("\"password\":\"pw\"");
    } finally {
      server.stop(0);
    }
  }

  private CommandRun login(String url, Map<String, String> further) {
    var environment = new HashMap<>(further);
    environment.put("COUNTERSIGN_HOME", home.resolve("home").toString());
    environment.put("COUNTERSIGN_URL", url);
    return new CommandRun(environment)
        .input("pw")
        .execute("login", "--user", "anna", "--password-stdin");
  }

  private KeyStore store() throws Exception {
    var file = home.resolve("store.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "made",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    return KeyStore.getInstance(file.toFile(), PASSWORD);
  }

  private static SSLContext context(KeyStore store) throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private Path pem(KeyStore store) throws Exception {
    var encoded = Base64.getMimeEncoder().encodeToString(store.getCertificate("made").getEncoded());
    return Files.writeString(
        home.resolve("ca.pem"),
        "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
  }
}
