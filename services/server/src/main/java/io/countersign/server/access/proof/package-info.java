/** The proof that a server is the one that a client knows, before it's told a secret. */
@NullMarked
package io.countersign.server.access.proof;

import org.jspecify.annotations.NullMarked;
