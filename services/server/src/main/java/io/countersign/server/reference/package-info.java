/** References of incidents and remediations to things in other systems, over HTTP. */
@NullMarked
package io.countersign.server.reference;

import org.jspecify.annotations.NullMarked;
