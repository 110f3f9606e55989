package io.countersign.server.access.login;

/**
 * The leave to have a password looked at, as long as it holds: others of the same name and source
 * may have failed while it waited for its turn.
 *
 * @param check throws what is answered when it's over
 */
record Admission(Asker asker, Runnable check) {}
