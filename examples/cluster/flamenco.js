// A template, not run by our tests: a film on Flamenco 3, as a job type (into the Manager's folder scripts/).
const JOB_TYPE = {
    label: "Perilune film",
    settings: [
        {key: "story", type: "string", required: true, description: "the story, in a folder that all workers see"},
        {key: "film", type: "string", required: true, description: "the film, in such a folder"},
        {key: "parts", type: "int32", default: 8, description: "shares of the film that are drawn side by side"},
    ],
};

function compileJob(job) {
    const {story, film, parts} = job.settings;
    const command = more => author.Command("exec", {exe: "perilune", args: ["film", story, "-o", film, ...more]});
    const join = author.Task("join", "misc");
    for (let part = 1; part <= parts; ++part) {
        const draw = author.Task(`draw ${part}`, "misc");
        draw.addCommand(command(["--part", `${part}/${parts}`]));
        job.addTask(draw);
        join.addDependency(draw);
    }
    join.addCommand(command(["--join"]));
    job.addTask(join);
}
