/** Settings of how long what is over is kept. */
@NullMarked
package io.countersign.server.config.retention;

import org.jspecify.annotations.NullMarked;
