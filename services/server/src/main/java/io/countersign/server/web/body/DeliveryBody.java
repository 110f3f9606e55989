package io.countersign.server.web.body;

import io.countersign.connectors.intake.ParsedBody;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.server.web.problem.NoRoomException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** A body that may be large: a delivery or a document, as it came or packed with gzip. */
public sealed interface DeliveryBody {
  /** The most that is read of one, packed or not. */
  int MOST_BYTES = 8 * 1024 * 1024;

  /** How many times its size what is packed may become, beyond a first megabyte. */
  int MOST_UNPACKED = 100;

  /** How much may come of however little. */
  int ALWAYS_UNPACKED = 1024 * 1024;

  /** Bytes that are unpacked at a time. */
  int BUFFER = 64 * 1024;

  /** All of it. */
  record Whole(byte[] content) implements DeliveryBody {}

  /** More than is read. */
  record TooLarge(String why) implements DeliveryBody {}

  /** It isn't what its headers say, or in a form that isn't known here. */
  record Unreadable(String why) implements DeliveryBody {}

  /** What a parser makes of it. */
  default <T> ParsedBody<T> parse(Function<byte[], ParsedBody<T>> parser) {
    return switch (this) {
      case Whole(var content) -> parser.apply(content);
      case TooLarge(var why) -> new ParsedBody.TooLarge<>(new InputProblem("", why));
      case Unreadable(var why) -> new ParsedBody.Malformed<>(List.of(new InputProblem("", why)));
    };
  }

  /**
   * Reads it; what is packed is unpacked within the bounds. A large one is there when it's its turn
   * to be worked on.
   *
   * @throws NoRoomException when too many are at once
   */
  static DeliveryBody of(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > MOST_BYTES) {
      return tooLong();
    }
    var body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      return tooLong();
    }
    var encoding = request.getHeader("Content-Encoding");
    var read =
        switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
          case "", "identity" -> new Whole(body);
          case "gzip", "x-gzip" -> unpacked(body, BodyLimit.share(request));
          default -> new Unreadable("has a Content-Encoding other than gzip, or none");
        };
    BodyLimit.share(request).work();
    return read;
  }

  private static DeliveryBody unpacked(byte[] packed, BodyRoom.Share share) throws NoRoomException {
    int most =
        (int) Math.min(MOST_BYTES, Math.max(ALWAYS_UNPACKED, (long) packed.length * MOST_UNPACKED));
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      var body = new ByteArrayOutputStream();
      var some = in.readNBytes(BUFFER);
      while (some.length > 0 && body.size() <= most) {
        share.add(some.length);
        body.write(some);
        some = in.readNBytes(BUFFER);
      }
      return body.size() <= most ? new Whole(body.toByteArray()) : tooMuch(most);
    } catch (NoRoomException e) {
      throw e;
    } catch (IOException _) {
      return new Unreadable("is not gzip, as its Content-Encoding says");
    }
  }

  private static DeliveryBody tooMuch(int most) {
    return most == MOST_BYTES
        ? tooLong()
        : new TooLarge("unpacks to more than " + MOST_UNPACKED + " times its size");
  }

  private static DeliveryBody tooLong() {
    return new TooLarge("is longer than 8 MiB");
  }
}
