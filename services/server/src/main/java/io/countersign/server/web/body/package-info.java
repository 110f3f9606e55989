/** Bodies of requests: how long they may be, and how they are read. */
@NullMarked
package io.countersign.server.web.body;

import org.jspecify.annotations.NullMarked;
