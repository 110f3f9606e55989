/** Policy as the server serves it: which bundle is in force, and how another one comes to be. */
@NullMarked
package io.countersign.server.policy;

import org.jspecify.annotations.NullMarked;
