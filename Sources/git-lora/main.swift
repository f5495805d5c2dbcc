import LoraCommands

runGitLora()
