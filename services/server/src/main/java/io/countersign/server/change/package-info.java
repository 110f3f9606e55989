/** Changes, posted and polled. */
@NullMarked
package io.countersign.server.change;

import org.jspecify.annotations.NullMarked;
