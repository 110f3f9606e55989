package io.countersign.server.web.connection;

import io.countersign.server.web.body.WholeRequest;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** The valve that tells when a request is being served, and on which connection. */
final class ServingValve extends ValveBase {
  private final ServedConnections served;

  ServingValve(ServedConnections served) {
    super(true);
    this.served = served;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    var remote = ServedConnections.remote(request.getRemoteAddr(), request.getRemotePort());
    if (!served.begin(remote, response::isCommitted)) {
      response.setHeader("Connection", "close");
    }
    WholeRequest.await(request, () -> served.whole(remote));
    try {
      getNext().invoke(request, response);
    } finally {
      served.end(remote);
    }
  }
}
