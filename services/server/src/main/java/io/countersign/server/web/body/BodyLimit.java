package io.countersign.server.web.body;

import io.countersign.domain.RefusalCode;
import io.countersign.server.web.endpoint.EndpointRules;
import io.countersign.server.web.problem.BodyTooLargeException;
import io.countersign.server.web.problem.ProblemWriter;
import io.countersign.server.web.problem.RefusedException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** The bound of a call's body. Those that may be large are bounded where they are read. */
public final class BodyLimit extends OncePerRequestFilter {
  static final int MOST_BYTES = 256 * 1024;

  private final EndpointRules endpoints;
  private final ProblemWriter problems;

  public BodyLimit(EndpointRules endpoints, ProblemWriter problems) {
    this.endpoints = endpoints;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return endpoints.isLarge(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > MOST_BYTES) {
      problems.write(
          response, new RefusedException(RefusalCode.TOO_LARGE, "The body is too long for this."));
      return;
    }
    chain.doFilter(new Bounded(request), response);
  }

  private static final class Bounded extends HttpServletRequestWrapper {
    Bounded(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new BoundedStream(super.getInputStream());
    }
  }

  /** Counts, for a caller that doesn't say beforehand how much it sends. */
  private static final class BoundedStream extends ServletInputStream {
    private final ServletInputStream in;
    private long read;

    BoundedStream(ServletInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int got = in.read();
      return counted(got, got < 0 ? 0 : 1);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int got = in.read(into, offset, length);
      return counted(got, got);
    }

    private int counted(int result, int bytes) throws IOException {
      read += Math.max(0, bytes);
      if (read > MOST_BYTES) {
        throw new BodyTooLargeException();
      }
      return result;
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
