package io.countersign.connectors.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that answers each command by what it was told to; silent where that is empty. */
final class ScriptedMailServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Map<String, String> answers;
  private final @Nullable SSLContext tls;
  private final boolean atOnce;
  private final List<String> heard = new CopyOnWriteArrayList<>();

  /**
   * @param answers by the whole command, or by its first word; 250 for all else
   */
  ScriptedMailServer(Map<String, String> answers) {
    this(answers, null, false);
  }

  /**
   * @param tls its key; null for one that only speaks in the clear
   * @param atOnce whether it's spoken encrypted from the first byte; else after STARTTLS
   */
  ScriptedMailServer(Map<String, String> answers, @Nullable SSLContext tls, boolean atOnce) {
    this.answers = answers;
    this.tls = tls;
    this.atOnce = atOnce;
    try {
      listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var _ = Thread.ofVirtual().start(this::listen);
  }

  int port() {
    return listener.getLocalPort();
  }

  List<String> heard() {
    return List.copyOf(heard);
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        var _ = Thread.ofVirtual().start(() -> talk(socket));
      } catch (IOException _) {
        // closed
      }
    }
  }

  private void talk(Socket plain) {
    try (plain;
        var socket = atOnce ? encrypted(plain) : plain) {
      say(socket, "220 here");
      if (converse(socket)) {
        try (var encrypted = encrypted(socket)) {
          var _ = converse(encrypted);
        }
      }
    } catch (IOException _) {
      // the other side went away
    }
  }

  private Socket encrypted(Socket socket) throws IOException {
    var socketFactory = Objects.requireNonNull(tls).getSocketFactory();
    var encrypted = (SSLSocket) socketFactory.createSocket(socket, null, true);
    encrypted.setUseClientMode(false);
    return encrypted;
  }

  /** Whether it goes on encrypted. */
  private boolean converse(Socket socket) throws IOException {
    boolean data = false;
    for (var line = line(socket); !line.isEmpty(); line = line(socket)) {
      heard.add((socket instanceof SSLSocket ? "encrypted " : "") + line.strip());
      var word = data ? (line.equals(".\r\n") ? "." : "") : line.strip().split(" ", 2)[0];
      if (word.equals("STARTTLS") && tls != null) {
        say(socket, "220 go on");
        return true;
      }
      var usual = word.equals("DATA") ? "354 go on" : "250-here\r\n250 STARTTLS";
      var answer = answers.getOrDefault(line.strip(), answers.getOrDefault(word, usual));
      data = (word.equals("DATA") && answer.startsWith("354")) || (data && !word.equals("."));
      if (!word.isEmpty()) {
        say(socket, answer);
      }
    }
    return false;
  }

  /** Byte by byte, as what comes behind it may be encrypted; empty at the end. */
  private static String line(Socket socket) throws IOException {
    var line = new StringBuilder();
    for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream().read()) {
      line.append((char) c);
      if (c == '\n') {
        break;
      }
    }
    return line.toString();
  }

  private static void say(Socket socket, String answer) throws IOException {
    if (!answer.isEmpty()) {
      socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
