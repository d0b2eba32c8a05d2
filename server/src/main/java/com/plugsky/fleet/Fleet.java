package com.plugsky.fleet;

import com.plugsky.fleet.discovery.NamedSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All models and workspaces at one moment; immutable, replaced as a whole by a reload, which raises the version. */
public final class Fleet {

    private final long version;
    private final Map<String, Model> models;
    private final Map<String, Workspace> workspaces;
    private final int smallestRoom;
    private final int largestContext;
    private final boolean mocks;

    public Fleet(long version, List<Model> models, List<Workspace> workspaces) {
        this(version, models, workspaces, false);
    }

    /** A fleet of the one model of a server, under the name that the server gives it. */
    public static Fleet of(Target.Upstream target) {
        return new Fleet(
                1,
                List.of(Model.unknown(target.model(), target, Model.UNKNOWN, NamedSize.strength(target.model()))),
                List.of());
    }

    private Fleet(long version, List<Model> models, List<Workspace> workspaces, boolean mocks) {
        this.version = version;
        this.models = new LinkedHashMap<>();
        models.forEach(model -> this.models.put(model.id(), model));
        this.workspaces = new LinkedHashMap<>();
        workspaces.forEach(workspace -> this.workspaces.put(workspace.id(), workspace));
        this.smallestRoom = models.stream().mapToInt(Model::room).min().orElse(0);
        this.largestContext = models.stream()
                .mapToInt(Model::context)
                .filter(context -> context != Model.UNKNOWN)
                .max()
                .orElse(Model.UNKNOWN);
        this.mocks = mocks;
    }

    /** The same fleet and, behind its models, those that misbehave on purpose. */
    public Fleet withMocks() {
        List<Model> more = new ArrayList<>(models());
        more.addAll(MockModels.listed());
        return new Fleet(version, more, workspaces(), true);
    }

    /** The same fleet and, behind its models, those of another whose names are still free. */
    public Fleet with(Fleet other) {
        Map<String, Model> more = new LinkedHashMap<>(models);
        other.models.forEach(more::putIfAbsent);
        return new Fleet(version, List.copyOf(more.values()), workspaces(), mocks || other.mocks);
    }

    public long version() {
        return version;
    }

    /** In the order of the file, the mocks last. */
    public List<Model> models() {
        return List.copyOf(models.values());
    }

    public List<Workspace> workspaces() {
        return List.copyOf(workspaces.values());
    }

    /** The model of this id, which need not be one of {@link #models}: not every mock is listed. */
    public @Nullable Model model(String id) {
        Model model = models.get(id);
        return model == null && mocks ? MockModels.unlisted(id) : model;
    }

    /** What a caller is told who asked for a model that is not there. */
    public String unknown(String id) {
        String expected = mocks ? MockModels.expected(id) : null;
        return "The model \"" + id + "\" does not exist"
                + (expected == null ? ". GET /v1/models lists them." : " (expected: " + expected + ").");
    }

    /** The prompt tokens for which every model has room, however long its answer. */
    public int smallestRoom() {
        return smallestRoom;
    }

    /** The largest that is known; {@link Model#UNKNOWN} if none is. */
    public int largestContext() {
        return largestContext;
    }

    /** The workspace of this id; one without settings if the file names none. */
    public Workspace workspace(String id) {
        Workspace workspace = workspaces.get(id);
        return workspace == null ? new Workspace(id, null) : workspace;
    }
}
