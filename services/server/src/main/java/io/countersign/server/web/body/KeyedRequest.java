package io.countersign.server.web.body;

import io.countersign.domain.Digest;
import io.countersign.domain.NameUuid;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A request with an {@code Idempotency-Key}. Its body can be looked at before it's read, since what
 * is asked for belongs to what is recognised: another request under the same key is another one.
 */
public final class KeyedRequest extends HttpServletRequestWrapper {
  public static final String KEY = "Idempotency-Key";

  private static final UUID NAMESPACE = UUID.fromString("6f2f1b0e-3c1d-5b7a-9a53-0c6d1f0a7780");

  private byte @Nullable [] body;

  KeyedRequest(HttpServletRequest request) {
    super(request);
  }

  /** The same whenever this caller sends the same with the same key. */
  public UUID id(String caller, String key) throws IOException {
    var query = getQueryString() == null ? "" : "?" + getQueryString();
    return NameUuid.of(
        NAMESPACE,
        String.join(
            " ", caller, getMethod(), getRequestURI() + query, Digest.of(body()).hex(), key));
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new Again(new ByteArrayInputStream(body()));
  }

  /** One byte more than the longest that is taken, so that it's seen to be too long. */
  private byte[] body() throws IOException {
    var read = body;
    if (read == null) {
      read = super.getInputStream().readNBytes(DeliveryBody.MOST_BYTES + 1);
      body = read;
    }
    return read;
  }

  /** Behind the checks of who asks: nothing is read for those who may not. */
  public static final class Filter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      chain.doFilter(
          request.getHeader(KEY) == null ? request : new KeyedRequest(request), response);
    }
  }

  private static final class Again extends ServletInputStream {
    private final ByteArrayInputStream in;

    Again(ByteArrayInputStream in) {
      this.in = in;
    }

    @Override
    public int read() {
      return in.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return in.read(into, offset, length);
    }

    @Override
    public boolean isFinished() {
      return in.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("bodies are read where they're needed");
    }
  }
}
