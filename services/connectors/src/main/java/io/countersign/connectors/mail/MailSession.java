package io.countersign.connectors.mail;

import jakarta.mail.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** The session of Jakarta Mail by the settings: encrypted as they say or not at all. */
final class MailSession {
  private MailSession() {}

  /**
   * @throws IOException when the authority's file can't be used
   */
  static Session of(MailSettings settings) throws IOException {
    var properties = new Properties();
    var patience = String.valueOf(settings.timeout().toMillis());
    properties.put("mail.smtp.connectiontimeout", patience);
    properties.put("mail.smtp.timeout", patience);
    properties.put("mail.smtp.writetimeout", patience);
    properties.put("mail.smtp.auth", String.valueOf(settings.user() != null));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    // Whoever's mailbox is gone doesn't keep the others from being told.
    properties.put("mail.smtp.sendpartial", "true");
    // The name that it would find for itself may be this machine's, and asks for a look-up.
    properties.put("mail.smtp.localhost", "countersign.invalid");
    switch (settings.security()) {
      case STARTTLS -> {
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.put("mail.smtp.ssl.enable", "true");
      case NONE -> properties.put("mail.smtp.starttls.enable", "false");
    }
    var authority = settings.authority();
    if (authority != null) {
      properties.put("mail.smtp.ssl.socketFactory", trusting(authority));
    }
    return Session.getInstance(properties);
  }

  private static SSLSocketFactory trusting(Path authority) throws IOException {
    try (var file = Files.newInputStream(authority)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null);
      int number = 0;
      for (var it : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
        store.setCertificateEntry(String.valueOf(number++), it);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException(authority + " holds no certificate that can be used", e);
    }
  }
}
