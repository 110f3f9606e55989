package io.countersign.ledger.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that signs itself, for localhost, made by the JDK's keytool. */
public final class SelfMadeCertificate {
  private static final String PASSWORD = "changeit";
  private static final String ALIAS = "made";

  private final Path folder;
  private final KeyStore store;

  private SelfMadeCertificate(Path folder, KeyStore store) {
    this.folder = folder;
    this.store = store;
  }

  public static SelfMadeCertificate in(Path folder, String name) throws Exception {
    var keystore = Files.createDirectories(folder).resolve("store.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:" + name,
                "-ext",
                "bc:c=ca:true",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    if (made.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
    return new SelfMadeCertificate(
        folder, KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray()));
  }

  public Path certificate() throws Exception {
    return pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded(), "certificate.pem");
  }

  public Path key() throws Exception {
    var key = store.getKey(ALIAS, PASSWORD.toCharArray());
    var file = pem("PRIVATE KEY", key.getEncoded(), "key.pem");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Path pem(String what, byte[] content, String name) throws IOException {
    var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
  }

  /** Shows this certificate, and trusts that one alone. */
  public SSLContext trusting(SelfMadeCertificate other) throws GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(other.trusted());
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private KeyStore trusted() throws GeneralSecurityException {
    try {
      var certificates = KeyStore.getInstance(KeyStore.getDefaultType());
      certificates.load(null);
      certificates.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
      return certificates;
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
