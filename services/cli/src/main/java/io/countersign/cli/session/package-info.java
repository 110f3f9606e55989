/** Who is logged in: to begin, to end, to look at a session. */
@NullMarked
package io.countersign.cli.session;

import org.jspecify.annotations.NullMarked;
