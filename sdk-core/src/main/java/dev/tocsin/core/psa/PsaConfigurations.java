package dev.tocsin.core.psa;

import dev.tocsin.core.asset.ConfigurationPlan;
import dev.tocsin.core.asset.ConfigurationType;
import dev.tocsin.core.asset.PsaConfiguration;
import dev.tocsin.core.asset.Question;
import dev.tocsin.core.asset.QuestionMapping;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The configurations of one PSA connection. Writes answer an {@link Outcome} and never throw for what happens on the wire; reads
 * throw a {@link dev.tocsin.core.base.TocsinException}. No operation repeats a write. Thread-safe.
 */
public interface PsaConfigurations {
    /**
     * All configuration types with their fields, questions and statuses, by name, read anew.
     *
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    List<ConfigurationType> types();

    /**
     * The configuration type of a name, read anew.
     *
     * @param name the name, whatever its case; an active type comes before an inactive one of the same name
     * @return the type; empty if there is none
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    Optional<ConfigurationType> type(String name);

    /**
     * Makes a question on a type, at the end of its questions.
     *
     * @param type the type
     * @param question what it is to be; where its answers come from does not matter here
     * @param notAfter the moment after which the request must not leave
     */
    Outcome<Question> createQuestion(ConfigurationType type, QuestionMapping question, Instant notAfter);

    /**
     * The configurations of one type of a company, active or not, in no order to rely on, read page by page as the stream is
     * consumed. None that was there all the time is left out.
     *
     * @param company the PSA company: its identifier, or its id in digits; the configurations name it the same way
     * @param type the type
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read, also while the stream is consumed
     */
    Stream<PsaConfiguration> of(String company, ConfigurationType type);

    /**
     * One configuration.
     *
     * @param id the PSA's id of it
     * @param company the PSA company as the caller names it, by which the answer names it too if it is that one
     * @return the configuration; empty if the PSA has none of this id
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read
     */
    Optional<PsaConfiguration> configuration(String id, String company);

    /**
     * The ids of the configurations of any type that changed at or after a moment, in no order to rely on, read page by page as
     * the stream is consumed. One that changes meanwhile is never lost, and may come twice.
     *
     * @throws dev.tocsin.core.base.TocsinException if the PSA cannot be read, also while the stream is consumed
     */
    Stream<String> changedSince(Instant since);

    /**
     * Makes a configuration, with one request and no look-up before it.
     *
     * @param type the type, as it was read for the plan
     * @param plan what to make
     * @param notAfter the moment after which the request must not leave
     * @return what became of it, with the PSA's id of the configuration
     */
    Outcome<String> create(ConfigurationType type, ConfigurationPlan.Create plan, Instant notAfter);

    /**
     * Changes a configuration, and nothing of it but what the plan says: other answers stay as they are by then.
     *
     * @param type the type, as it was read for the plan
     * @param plan what to change
     * @param notAfter the moment after which the request must not leave
     * @return what became of it, with the PSA's id of the configuration
     */
    Outcome<String> change(ConfigurationType type, ConfigurationPlan.Change plan, Instant notAfter);

    /**
     * Sets a configuration inactive.
     *
     * @param plan which, and the status to set
     * @param notAfter the moment after which the request must not leave
     * @return what became of it, with the PSA's id of the configuration
     */
    Outcome<String> retire(ConfigurationPlan.Retire plan, Instant notAfter);
}
