package dev.tocsin.simulators.connectwise;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rows of the vendor's table of security roles that the simulated resources fall under. Of two rows that fit a path
 * the one that stands first here counts. What ends in {@code /info} and lists below {@code /info/} need no row, but for
 * {@code /system/info} itself.
 */
public enum SecurityRight {
    /** System, Table Setup, Company Status. */
    TABLE_SETUP_COMPANY_STATUS("/company/companies/statuses(/.*)?"),
    /** System, Table Setup, Company Type. */
    TABLE_SETUP_COMPANY_TYPE("/company/companies/types(/.*)?"),
    /** System, Table Setup, Company: the other pick lists of companies and contacts. */
    TABLE_SETUP_COMPANY(
            "/company/noteTypes(/.*)?", "/company/contacts/types(/.*)?", "/company/communicationTypes(/.*)?"),
    /** System, Table Setup, Configuration: types with their questions, and statuses. */
    TABLE_SETUP_CONFIGURATION("/company/configurations/(types|statuses)(/.*)?"),
    /** System, Table Setup, Priority. */
    TABLE_SETUP_PRIORITY("/service/priorities(/.*)?"),
    /** System, Table Setup, Service Board. */
    TABLE_SETUP_SERVICE_BOARD("/service/boards(/.*)?"),
    /** System, Table Setup, Source. */
    TABLE_SETUP_SOURCE("/service/sources(/.*)?"),
    /** Companies, Company Maintenance. */
    COMPANY_MAINTENANCE("/company/companies(/.*)?", "/company/companyTypeAssociations(/.*)?"),
    /** Companies, Contacts. */
    CONTACTS("/company/contacts(/.*)?"),
    /** Companies, Configurations. */
    CONFIGURATIONS("/company/configurations(/.*)?"),
    /** Service Desk, Service Tickets. */
    SERVICE_TICKETS("/service/tickets(/.*)?"),
    /**
     * Service Desk, Close Service Tickets: ADD to create a ticket that is closed, EDIT to close one or to change a closed
     * one, INQUIRE to read a closed one by its id. Lists show closed tickets all the same.
     */
    CLOSE_SERVICE_TICKETS(),
    /** Project, Project Tickets: the tickets that were converted into a project's. */
    PROJECT_TICKETS("/project/tickets(/.*)?"),
    /** System, Member Maintenance. */
    MEMBER_MAINTENANCE("/system/members(/.*)?"),
    /** System, My Company. */
    MY_COMPANY("/system/info"),
    /** System, API Reports. */
    API_REPORTS("/system/reports(/.*)?"),
    /** Finance, Agreements. */
    AGREEMENTS("/finance/agreements(/.*)?");

    private static final Pattern FREE = Pattern.compile("(?i).*/info|.*/info/.*");

    private final List<Pattern> paths;

    SecurityRight(String... paths) {
        this.paths = Arrays.stream(paths)
                .map(path -> Pattern.compile(path, Pattern.CASE_INSENSITIVE))
                .toList();
    }

    /** The row that a path falls under; empty if none does. */
    static Optional<SecurityRight> of(String path) {
        boolean free = FREE.matcher(path).matches() && !path.equalsIgnoreCase("/system/info");
        return free
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(right -> right.paths.stream()
                                .anyMatch(p -> p.matcher(path).matches()))
                        .findFirst();
    }
}
